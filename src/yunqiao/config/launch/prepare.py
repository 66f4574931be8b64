"""Brings database and static files to what this version of the code needs; harmless to repeat."""

import gc
import hashlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from yunqiao.config.launch.parts import has_command

# NOTIFY inside a transaction serialises commits; workers poll instead (findings on throughput).
SILENCE_THE_QUEUE = """
DO $$ BEGIN
  IF EXISTS (
    SELECT FROM pg_trigger
    WHERE tgname = 'procrastinate_jobs_notify_queue_job_inserted_v1' AND tgenabled <> 'D'
  ) THEN
    ALTER TABLE procrastinate_jobs
      DISABLE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1;
  END IF;
END $$
"""


def prepare(*, demo: bool) -> None:
    """Migrate, collect static files if they changed, and fill the demo court if asked to."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yunqiao.config.settings")
    gc.disable()  # migrating makes thousands of classes; looking for the dead ones takes a quarter
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    gc.enable()
    with connection.cursor() as cursor:
        cursor.execute(SILENCE_THE_QUEUE)
    _collect_static()
    if demo and has_command("demo"):
        call_command("demo")
    connection.close()


def _collect_static() -> None:
    built = Path(settings.ROOT, "frontend", "build")
    requirements = Path(settings.ROOT, "requirements", "base.txt")
    files = [requirements, *sorted(built.rglob("*"))]
    lines = [f"{f} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files if f.is_file()]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    stamp = Path(settings.STATIC_ROOT, ".collected")
    if stamp.exists() and stamp.read_text() == digest:
        return
    built.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest)
