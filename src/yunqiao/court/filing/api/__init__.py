"""Filing for programs: drafts, uploads, filings and what follows, as one router."""

from ninja import Router

from yunqiao.court.filing.api.advice import router as advice
from yunqiao.court.filing.api.after import router as after
from yunqiao.court.filing.api.drafts import router as drafts
from yunqiao.court.filing.api.filings import router as filings
from yunqiao.court.filing.api.uploads import router as uploads

router = Router()
for part in (uploads, drafts, filings, after, advice):
    router.add_router("", part)
