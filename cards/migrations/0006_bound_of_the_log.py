"""Which events the bound on moments speaks of: a version that keeps none may write beside this one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cards", "0005_faster_log")]

    operations = [
        migrations.AlterField(
            model_name="loghead",
            name="last_at",
            field=models.BigIntegerField(
                db_default=0, default=0, help_text="no event of the log is later than this, in ms"
            ),
        ),
        migrations.AddField(
            model_name="loghead",
            name="last_at_seq",
            field=models.BigIntegerField(db_default=0, default=0, help_text="newest event that it speaks of"),
        ),
    ]
