"""The leerroute of a PIP that was not made here is kept with the decision that changes it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pip", "0004_brieftekst")]

    operations = [
        migrations.AddField(
            model_name="beschikking",
            name="vorige_leerroute",
            field=models.CharField(
                blank=True,
                choices=[("B", "B1-route"), ("O", "onderwijsroute"), ("Z", "zelfredzaamheidsroute (Z-route)")],
                editable=False,
                max_length=1,
            ),
        ),
    ]
