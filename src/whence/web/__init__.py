"""The web application: a case file in the browser, and for programs."""
