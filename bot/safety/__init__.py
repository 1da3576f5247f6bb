"""The red-flag screen: reads one message and says whether somebody may be in danger.

Pure: nothing of ours is imported from outside, nothing is read but this package's own data.
"""
