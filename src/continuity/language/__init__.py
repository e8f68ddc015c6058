"""Text and logical form: one lexicon that reads questions and words the answers."""
