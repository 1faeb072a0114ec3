"""Why a result was corrected stays with the result."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="leerbaarheidstoets",
            name="correctie_reden",
            field=models.CharField(blank=True, max_length=300, verbose_name="waarom de uitslag is verbeterd"),
        ),
    ]
