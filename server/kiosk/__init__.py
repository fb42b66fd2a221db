"""What a device that many visitors share needs of its own server: visits, handovers, health, host.

A kiosk is a whole Kindlens server on the device (KIOSK_NAME). Nothing in here knows of the central
server; synchronising is another folder's work.
"""
