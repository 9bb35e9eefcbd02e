"""Asking a website for a list: which addresses may be asked, how one is reached, and what comes back."""
