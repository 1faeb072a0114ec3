from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('logboek', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='logregel',
            name='handeling',
            field=models.CharField(choices=[('gelezen', 'gelezen'), ('aangemaakt', 'aangemaakt'), ('gewijzigd', 'gewijzigd'), ('ingetrokken', 'ingetrokken'), ('geweigerd', 'geweigerd'), ('verzonden', 'verzonden'), ('gelukt', 'gelukt'), ('mislukt', 'mislukt')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='logregel',
            index=models.Index(condition=models.Q(('handeling', 'gelezen'), _negated=True), fields=['gemeente', 'handeling', '-id'], name='logregel_handeling'),
        ),
    ]
