"""The rules of scheduling: nobody is ever in two sessions at once."""
