"""`kindlens verify LEDGER_EXPORT`: checks an export of the public ledger, and receipts against it.

Independent on purpose: it imports nothing of the server, so that a mistake there is not made again
here; its own files it imports relatively, so that the folder works wherever it is copied. Needs the
standard library and `cryptography`; of the entries, none but the few that are corrected stay in
memory, and doubles are looked for in a 64th of the plays at a time.

What is checked: each line is an entry in its one spelling, numbered from 0 without a gap; accounts
and amounts; no account below zero after any entry (so never more released than pledged, never more
paid than released); one credit a play; credits of each task numbered from 1; each correction undoes
one earlier entry, once; the totals; the root of the Merkle tree (RFC 9162) and the signature of its
head; and of each receipt its entry, its proof, its head, and that the export grew from that head.
"""
