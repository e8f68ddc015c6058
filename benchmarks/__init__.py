"""How fast continuity is, as ratios measured in one run: `python -m benchmarks [N]`, where N is the largest size in triples."""
