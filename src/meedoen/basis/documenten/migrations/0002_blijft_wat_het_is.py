"""A file stays the file that was put there: its row can be withdrawn and nothing else."""

from django.db import migrations

BLIJFT = """
CREATE FUNCTION document_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'ingetrokken_op' IS DISTINCT FROM to_jsonb(OLD) - 'ingetrokken_op' THEN
        RAISE EXCEPTION 'A document that was kept does not change.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_blijft BEFORE UPDATE ON documenten_document
    FOR EACH ROW EXECUTE FUNCTION document_blijft();
"""
BLIJFT_WEG = """
DROP TRIGGER document_blijft ON documenten_document;
DROP FUNCTION document_blijft();
"""


class Migration(migrations.Migration):
    dependencies = [("documenten", "0001_initial")]

    operations = [migrations.RunSQL(BLIJFT, BLIJFT_WEG)]
