"""The words of a fixed letter, kept beside its document. Written once, and never changed or taken away."""

import django.db.models.deletion
from django.db import migrations, models

VAST = """
CREATE FUNCTION pip_brieftekst_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A letter that is fixed does not change.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER brieftekst_vast BEFORE UPDATE OR DELETE ON pip_brieftekst
    FOR EACH ROW EXECUTE FUNCTION pip_brieftekst_vast();
"""
VAST_WEG = """
DROP TRIGGER brieftekst_vast ON pip_brieftekst;
DROP FUNCTION pip_brieftekst_vast();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_initial"),
        ("organisaties", "0001_initial"),
        ("pip", "0003_akkoord_blijft_staan"),
    ]

    operations = [
        migrations.CreateModel(
            name="Brieftekst",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("inhoud", models.JSONField()),
                (
                    "dossier",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="dossiers.dossier"),
                ),
                (
                    "gemeente",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisaties.organisatie",
                    ),
                ),
                (
                    "stuk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brieftekst",
                        to="dossiers.dossierdocument",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(VAST, VAST_WEG),
    ]
