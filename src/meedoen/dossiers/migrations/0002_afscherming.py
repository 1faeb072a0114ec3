"""Why a dossier was shielded or opened is kept here, for who may shield; the logbook keeps that it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_initial"),
        ("organisaties", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Afscherming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("afgeschermd", models.BooleanField()),
                ("reden", models.CharField(max_length=300, verbose_name="waarom")),
                ("op", models.DateTimeField(auto_now_add=True)),
                (
                    "door",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("dossier", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="dossiers.dossier")),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisaties.organisatie",
                    ),
                ),
            ],
            options={"ordering": ["-op"]},
        ),
    ]
