from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "basehaven.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from basehaven.apps.accounts import checks  # noqa: F401  registers itself
