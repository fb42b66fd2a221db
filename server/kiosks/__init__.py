"""Kiosks that credit offline, as the central server sees them: who may, how much, what came."""
