from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "basehaven.apps.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from basehaven.apps.record import checks  # noqa: F401 - registers them
        from basehaven.apps.record.merging import register_between
        from basehaven.apps.record.models import Sibling

        register_between(Sibling, "child", "sibling")
