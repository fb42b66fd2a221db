"""A kiosk for days, in minutes: a real browser and a real server, with faults from a seed."""
