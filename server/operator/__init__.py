"""The operator's desk: who may sign in, what they did, and what they decide. See OPERATING.md."""
