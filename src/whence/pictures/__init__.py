"""Pictures that articles show: found, compared, and what is said of them."""
