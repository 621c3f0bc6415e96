"""Every address, by app. Each route declares who may call it."""

from django.urls import include, path

urlpatterns = [
    path("", include("basehaven.apps.accounts.urls")),  # before allauth: it closes some doors
    path("accounts/", include("allauth.urls")),
    path("", include("basehaven.apps.audit.urls")),
    path("", include("basehaven.apps.consent.urls")),
    path("", include("basehaven.apps.record.urls")),
    path("", include("basehaven.apps.room.urls")),
    path("", include("basehaven.apps.intake.urls")),
    path("", include("basehaven.apps.policy.urls")),
]
