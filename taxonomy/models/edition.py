"""Which state of a part of the database a process has read into memory."""

import secrets

from django.db import models


def fresh_token():
    """Return a token that was never used before."""
    return secrets.token_hex(8)


class Edition(models.Model):
    """A row that changes with each change of what it is named for.

    A token rather than a number: after a rollback a number could return and mean
    something else, a token can not.
    """

    name = models.CharField(max_length=40, unique=True)
    token = models.CharField(max_length=16, default=fresh_token)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.name} {self.token}"

    @classmethod
    def renew(cls, name):
        """Give `name` a new token; whoever holds an older one reads again."""
        cls.objects.update_or_create(name=name, defaults={"token": fresh_token()})

    @classmethod
    def current(cls, name):
        """Return the token of `name`, "" when nothing was ever written."""
        found = cls.objects.filter(name=name).values_list("token", flat=True)
        return found.first() or ""
