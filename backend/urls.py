"""Every address of the service."""

from django.urls import include, path

urlpatterns = [
    path("_allauth/", include("allauth.headless.urls")),
    path("api/", include("cards.api.urls")),
]

handler400 = "cards.api.problems.bad_request"
handler403 = "cards.api.problems.forbidden"
handler404 = "cards.api.problems.not_found"
handler500 = "cards.api.problems.server_error"
