"""The catalog as files a person can read and diff: fixtures/ in and out.

A record is one TOML file in one canonical form, so that loading and dumping again
gives the same bytes. Reading never raises; it reports problems with their lines.
"""
