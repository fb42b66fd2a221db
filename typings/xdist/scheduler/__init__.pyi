from collections import OrderedDict

import pytest
from xdist.workermanage import WorkerController

class LoadFileScheduling:
    numnodes: int
    workqueue: OrderedDict[str, dict[str, bool]]
    def __init__(self, config: pytest.Config) -> None: ...
    def _assign_work_unit(self, node: WorkerController) -> None: ...
