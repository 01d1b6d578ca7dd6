"""What holds articles by the many: web archives, archives of files, tables."""
