"""Rules of this house that the kept linters cannot say by themselves."""
