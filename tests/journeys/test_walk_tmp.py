
from pathlib import Path
from playwright.sync_api import Browser
from yunqiao.config import shots
NAMES = {"matters","case","claim","receipt","filing","draft","check","claimants","claimant","request","facts","court","service-address","worklist","examine","correct","agents","name-agent","agent-paper","file-for-whom","counter","counter-person","join"}
def test_walk(browser, live_stack):
    shots.SHOTS[:] = [one for one in shots.SHOTS if one.name in NAMES]
    folder = Path("/tmp/filing-shots"); folder.mkdir(exist_ok=True)
    for file in shots._pictures(browser, live_stack, folder):
        print(file)
