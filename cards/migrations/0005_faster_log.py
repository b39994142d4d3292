"""A bound on the moments in a log, and two indexes fewer: every key of these tables leads with the learner."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def without_index(model, related_name, index):
    """Says so without making the table anew, as Django would on SQLite: a log may be large."""
    table = f"cards_{model}"
    learner = models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to=settings.AUTH_USER_MODEL,
    )
    return migrations.SeparateDatabaseAndState(
        [migrations.RunSQL(f"DROP INDEX IF EXISTS {index}", f"CREATE INDEX {index} ON {table} (learner_id)")],
        [migrations.AlterField(model_name=model, name="learner", field=learner)],
    )


class Migration(migrations.Migration):
    dependencies = [("cards", "0004_media_files")]

    operations = [
        migrations.AddField(
            model_name="loghead",
            name="last_at",
            field=models.BigIntegerField(
                db_default=0, default=0, help_text="no event of the log is later than this, in ms"
            ),
        ),
        migrations.AddField(  # a version that keeps no bound may write beside this one
            model_name="loghead",
            name="last_at_seq",
            field=models.BigIntegerField(db_default=0, default=0, help_text="newest event that it speaks of"),
        ),
        # What came in was capped at the moment of receipt.
        migrations.RunSQL("UPDATE cards_loghead SET last_at = server_time", migrations.RunSQL.noop),
        without_index("event", "events", "cards_event_learner_id_8a9d818b"),
        without_index("derivedrow", "derived_rows", "cards_derivedrow_learner_id_d17cb696"),
    ]
