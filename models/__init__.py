"""The tracking models: what each one is (`catalogue`) and how its file gets here (`fetch`)."""
