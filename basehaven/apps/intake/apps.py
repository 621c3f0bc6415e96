from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "basehaven.apps.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from basehaven.apps.intake.actions.erased_forget import erased_forget
        from basehaven.apps.record.actions.lawful_removal import ALSO_ERASE

        if erased_forget not in ALSO_ERASE:
            ALSO_ERASE.append(erased_forget)
