from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisaties', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='gebruiker',
            name='taal',
            field=models.CharField(default='nl', max_length=7),
        ),
    ]
