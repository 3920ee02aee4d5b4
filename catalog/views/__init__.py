"""Views, by trip."""
