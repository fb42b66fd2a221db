class Gateway:
    id: str

class WorkerController:
    gateway: Gateway
    def shutdown(self) -> None: ...
