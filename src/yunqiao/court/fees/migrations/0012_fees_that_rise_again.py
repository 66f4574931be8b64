from django.db import migrations, models

PAYER = """
(SELECT party_id FROM fee_assessment WHERE fee_assessment.case_id = {table}.case_id
 ORDER BY number DESC LIMIT 1)"""
ASKER = """
(SELECT party_id FROM relief_application
 WHERE relief_application.case_id = task.case_id AND state = 'asked' LIMIT 1)"""
BOOKED = """
(SELECT party_id FROM fee_posting WHERE fee_posting.case_id = task.case_id
 ORDER BY at DESC LIMIT 1)"""
UPDATES = (
    f"UPDATE deadline SET party_id = {PAYER.format(table='deadline')}"
    " WHERE kind IN ('pay_fee', 'refund_fee')",
    f"UPDATE task SET party_id = {PAYER.format(table='task')}"
    " WHERE kind IN ('enter_fee_receipt', 'fee_unpaid')",
    f"UPDATE task SET party_id = {ASKER} WHERE kind = 'decide_fee_relief'",
    f"UPDATE task SET party_id = {BOOKED}"
    " WHERE kind IN ('refund_money', 'assign_money', 'answer_dispute')",
)


class Migration(migrations.Migration):
    """Tasks and times about money say whose money; a refund that the fee takes is void."""

    dependencies = [
        ("casefile", "0008_tasks_of_a_party"),
        ("fees", "0011_what_left_the_account"),
    ]

    operations = [
        migrations.AlterField(
            model_name="posting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("due", "Due"),
                    ("reduced", "Reduced"),
                    ("waived", "Waived"),
                    ("received", "Received"),
                    ("assigned", "Assigned"),
                    ("to_refund", "To Refund"),
                    ("kept", "Kept"),
                    ("refunded", "Refunded"),
                    ("disputed", "Disputed"),
                    ("dispute_won", "Dispute Won"),
                    ("dispute_lost", "Dispute Lost"),
                    ("firm_fee", "Firm Fee"),
                    ("firm_fee_back", "Firm Fee Back"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="refund",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("approved", "Approved"),
                    ("processing", "Processing"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("rejected", "Rejected"),
                    ("void", "Void"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
        # Backwards whose they are stays: it is true, and the column is older than this.
        *(migrations.RunSQL(update, migrations.RunSQL.noop) for update in UPDATES),
    ]
