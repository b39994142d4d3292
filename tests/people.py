"""The people of the tests: alice, bob, and mallory, who means harm."""

from functools import cache

from django.contrib.auth.hashers import make_password
from django.test import Client

from cards.models import Learner

PASSWORD = "correct horse battery staple"


@cache
def hashed(password: str) -> str:
    """Hashed once in a run: Argon2 is slow on purpose."""
    return make_password(password)


def a_learner(name: str = "alice", *, email: str = "", password: str = PASSWORD) -> Learner:
    """The learner of that name, made if there is none yet."""
    learner, _ = Learner.objects.get_or_create(
        username=name, defaults={"email": email, "password": hashed(password)}
    )
    return learner


def signed_in(name: str = "alice") -> Client:
    """A browser in which that learner, made if need be, is signed in."""
    client = Client()
    client.force_login(a_learner(name))
    return client


def signed_out() -> Client:
    """A browser in which nobody is signed in."""
    return Client()
