"""What is said: each function turns plain data into a screen, in the language of the translator `_`."""
