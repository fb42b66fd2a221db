"""What is checked of an effect, a module a subject. Each returns problems; CPython only."""
