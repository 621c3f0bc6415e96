from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "basehaven.apps.room"
    label = "room"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from basehaven.apps.room import merging, panels  # noqa: F401 - register what they hold
