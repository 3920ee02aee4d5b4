"""`make bench`: speed as ratios in one run, on both databases. Never a test."""
