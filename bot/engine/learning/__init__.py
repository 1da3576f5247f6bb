"""What the trainable components stand on: embeddings, n-grams, linear models, calibration."""
