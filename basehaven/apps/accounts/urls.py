from django.urls import URLPattern, path

from basehaven.apps.accounts.views.account_show import account_show
from basehaven.apps.accounts.views.closed import closed
from basehaven.apps.accounts.views.components import components
from basehaven.apps.accounts.views.draft_discard import draft_discard
from basehaven.apps.accounts.views.draft_save import draft_save
from basehaven.apps.accounts.views.home import home
from basehaven.apps.accounts.views.language_set import language_set
from basehaven.apps.accounts.views.second_step import second_step

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("components/", components, name="components"),
    path("language/", language_set, name="set_language"),
    path("my-account/", account_show, name="account_show"),
    path("my-account/second-step/", second_step, name="second_step"),
    path("drafts/", draft_save, name="draft_save"),
    path("drafts/discard/", draft_discard, name="draft_discard"),
    # These stand in front of the sign-in package's own, which keep their names.
    path("accounts/signup/", closed),
    path("accounts/email/", closed),
    path("accounts/confirm-email/", closed),
    path("accounts/confirm-email/<path:key>", closed),
    path("accounts/password/set/", closed),
    path("accounts/password/reset/", closed),
    path("accounts/password/reset/<path:key>", closed),
    path("accounts/login/code/confirm/", closed),
]
