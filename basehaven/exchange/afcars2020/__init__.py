"""The federal file on children in out-of-home care (AFCARS, the form of 2020)."""
