"""The headline handed over to R: the rows behind it, what each column holds, and a script that computes it again."""
