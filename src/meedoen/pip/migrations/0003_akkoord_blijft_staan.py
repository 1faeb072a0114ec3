"""What was approved stays what was approved: its content changes only when the approval is taken away with it."""

from django.db import migrations

AKKOORD = """
CREATE FUNCTION pip_akkoord_blijft_staan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    inhoud CONSTANT text[] := ARRAY[
        'dossier_id', 'gemeente_id', 'versie', 'vervangt_id', 'aanleiding', 'aanleiding_reden', 'leerroute', 'niveau',
        'intensiteit_uren', 'alfabetisering', 'pvt_uren', 'map_uren', 'begeleiding', 'voortgang', 'vve', 'ontzorgen',
        'mag_opleiding_afmaken', 'onderwijsroute_onderzocht', 'motivering', 'motivering_afwijking',
        'inspanning_aantoonbaar', 'gevolgde_cursusuren'
    ];
BEGIN
    IF EXISTS (
        SELECT FROM unnest(inhoud) veld WHERE to_jsonb(NEW) -> veld IS DISTINCT FROM to_jsonb(OLD) -> veld
    ) THEN
        RAISE EXCEPTION 'What was approved does not change.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER akkoord_blijft_staan BEFORE UPDATE ON pip_beschikking FOR EACH ROW
    WHEN (OLD.goedgekeurd_op IS NOT NULL AND NEW.goedgekeurd_op IS NOT NULL)
    EXECUTE FUNCTION pip_akkoord_blijft_staan();
"""
AKKOORD_WEG = """
DROP TRIGGER akkoord_blijft_staan ON pip_beschikking;
DROP FUNCTION pip_akkoord_blijft_staan();
"""


class Migration(migrations.Migration):
    dependencies = [("pip", "0002_schrijvers")]

    operations = [migrations.RunSQL(AKKOORD, AKKOORD_WEG)]
