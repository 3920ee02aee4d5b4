"""What every response carries and every request is held to."""

from django.conf import settings
from django.shortcuts import render

LONGEST_QUERY = 4000  # characters; gunicorn's own limit for the request line is 4,094
MOST_VALUES = 100  # in one query string


class SafeHeaders:
    """Say in every response that no page uses a device of the reader's, and more.

    Django's SecurityMiddleware says the others, but not where it refuses the Host
    itself: that answer is made outside of it.
    """

    HEADERS = {
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), usb=()",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class QueryStringLimit:
    """Answer 414 to a query string over 4,000 characters, 400 over 100 values."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            reason = f"The address is too long: at most {LONGEST_QUERY:,} characters."
            return render(request, "400.html", {"reason": reason}, status=414)
        if query.count("&") >= MOST_VALUES:
            reason = f"The address holds too many values: at most {MOST_VALUES}."
            return render(request, "400.html", {"reason": reason}, status=400)
        return self.get_response(request)


def csrf_failure(request, reason=""):
    """Answer a form without its token with our own page: Django's holds a <style>."""
    return render(request, "403.html", status=403)
