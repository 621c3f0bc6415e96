"""The federal indicators of child welfare as observed: CFSR Round 4, P1 to P5, S1 and S2."""
