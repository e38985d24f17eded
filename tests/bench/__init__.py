"""How fast it is, as ratios to a floor measured in the same run on the same computer."""
