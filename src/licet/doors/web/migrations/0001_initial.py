"""The worker's leases, and the four roles."""

from django.db import migrations, models

ROLES = ("operator", "approver", "dpo", "inspector")


def make_roles(apps, _editor):  # type: ignore[no-untyped-def]  # Django gives it models of another time
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            name="Lease",
            fields=[
                ("job", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("holder", models.CharField(blank=True, max_length=64)),
                ("held_until", models.BigIntegerField(default=0)),
                ("done_at", models.BigIntegerField(null=True)),
                ("tried_at", models.BigIntegerField(null=True)),
                ("failures", models.IntegerField(default=0)),
                ("failed_with", models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
