"""The traject: offers, hours, results, contact persons, and what DUO refused."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dossiers', '0003_feiten_van_een_wijziging'),
        ('organisaties', '0002_taal'),
        ('pip', '0004_brieftekst'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Afwijzing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bericht_id', models.UUIDField(unique=True)),
                ('soort', models.CharField(max_length=20)),
                ('deel', models.CharField(blank=True, max_length=10)),
                ('fouten', models.JSONField(default=list)),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='dossiers.dossier')),
                ('gemeente', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ('signaal', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='afwijzing', to='dossiers.signaal')),
            ],
            options={
                'ordering': ['-op'],
            },
        ),
        migrations.CreateModel(
            name='PipWeg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reden', models.CharField(max_length=300, verbose_name='waarom')),
                ('op', models.DateTimeField(auto_now_add=True)),
                ('beschikking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weggehaald', to='pip.beschikking')),
                ('door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='dossiers.dossier')),
                ('gemeente', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
            ],
            options={
                'ordering': ['-op'],
            },
        ),
        migrations.CreateModel(
            name='Aanbod',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('vastgelegd_op', models.DateTimeField(auto_now_add=True)),
                ('ingetrokken_op', models.DateTimeField(null=True)),
                ('intrekreden', models.CharField(blank=True, max_length=300, verbose_name='waarom klopte dit niet')),
                ('instellingsnummer', models.CharField(max_length=10, verbose_name='instellingsnummer bij DUO')),
                ('instelling', models.CharField(max_length=128, verbose_name='school')),
                ('datum', models.DateField(verbose_name='ingeschreven op')),
                ('start', models.DateField(blank=True, null=True, verbose_name='eerste lesdag (verwacht)')),
                ('einde', models.DateField(blank=True, null=True, verbose_name='laatste lesdag (verwacht)')),
                ('alfabetisering', models.CharField(choices=[('A', 'leert lezen en schrijven'), ('AA', 'leert het Latijnse schrift'), ('NVT', 'niet nodig')], max_length=3, verbose_name='alfabetisering')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='dossiers.dossier')),
                ('gemeente', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ('ingetrokken_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vastgelegd_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-vastgelegd_op'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('ingetrokken_op__isnull', True)), fields=('dossier', 'instellingsnummer'), name='aanbod_een_per_school')],
            },
        ),
        migrations.CreateModel(
            name='Contactpersoon',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('naam', models.CharField(max_length=100, verbose_name='naam')),
                ('email', models.CharField(max_length=241, verbose_name='e-mailadres')),
                ('telefoon', models.CharField(max_length=22, verbose_name='telefoonnummer')),
                ('duo_nummer', models.PositiveIntegerField(editable=False, null=True)),
                ('gewijzigd_op', models.DateTimeField(auto_now=True)),
                ('gebruiker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gemeente', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('gemeente', 'gebruiker'), name='contactpersoon_een_per_gemeente')],
            },
        ),
        migrations.CreateModel(
            name='Resultaat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('vastgelegd_op', models.DateTimeField(auto_now_add=True)),
                ('ingetrokken_op', models.DateTimeField(null=True)),
                ('intrekreden', models.CharField(blank=True, max_length=300, verbose_name='waarom klopte dit niet')),
                ('soort', models.CharField(choices=[('map', 'eindgesprek MAP'), ('pvt', 'ondertekening participatieverklaring (PVT)'), ('zroute', 'afronding van de Z-route')], max_length=6)),
                ('datum', models.DateField(blank=True, null=True, verbose_name='datum')),
                ('verwijtbaar', models.BooleanField(blank=True, null=True, verbose_name='te laat: is dat verwijtbaar')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='dossiers.dossier')),
                ('gemeente', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ('ingetrokken_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vastgelegd_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-vastgelegd_op'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('ingetrokken_op__isnull', True)), fields=('dossier', 'soort'), name='resultaat_een_per_soort'), models.CheckConstraint(condition=models.Q(('datum__isnull', False), ('verwijtbaar__isnull', False), _connector='OR'), name='resultaat_zegt_iets')],
            },
        ),
        migrations.CreateModel(
            name='Uren',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('vastgelegd_op', models.DateTimeField(auto_now_add=True)),
                ('ingetrokken_op', models.DateTimeField(null=True)),
                ('intrekreden', models.CharField(blank=True, max_length=300, verbose_name='waarom klopte dit niet')),
                ('soort', models.CharField(choices=[('intake', 'taalles en KNM tijdens de brede intake'), ('participatie', 'participatie voor de Z-route'), ('taalles', 'taalles en KNM in de leerroute')], max_length=12)),
                ('uren', models.PositiveSmallIntegerField(verbose_name='uren in totaal')),
                ('tot_en_met', models.DateField(verbose_name='geteld tot en met')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='dossiers.dossier')),
                ('gemeente', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisaties.organisatie')),
                ('ingetrokken_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vastgelegd_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-vastgelegd_op'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('ingetrokken_op__isnull', True)), fields=('dossier', 'soort'), name='uren_een_per_soort')],
            },
        ),
    ]
