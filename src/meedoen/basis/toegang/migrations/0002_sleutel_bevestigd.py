import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def trek_in_wat_niemand_bevestigde(apps, schema_editor):
    """Withdraw the tokens of before: someone else than their owner saw their text, and no owner agreed."""
    sleutels = apps.get_model('toegang', 'Toegangssleutel').objects
    sleutels.filter(ingetrokken_op=None).update(ingetrokken_op=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ('organisaties', '0001_initial'),
        ('toegang', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='toegangssleutel',
            name='voorgesteld_door',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='toegangssleutel',
            name='bevestigd_op',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='toegangssleutel',
            name='vingerafdruk',
            field=models.CharField(blank=True, max_length=64, null=True, unique=True),
        ),
        migrations.RunPython(trek_in_wat_niemand_bevestigde, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='toegangssleutel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bevestigd_op', None), ('vingerafdruk', None)), models.Q(('bevestigd_op__isnull', False), ('vingerafdruk__isnull', False)), ('ingetrokken_op__isnull', False), _connector='OR'), name='sleutel_bevestigd'),
        ),
    ]
