"""Uploads become the room of papers' own, with sessions and an examination."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("casefile", "0001_initial")]
    run_before = [("papers", "0001_initial")]
    operations = [migrations.DeleteModel("Upload")]
